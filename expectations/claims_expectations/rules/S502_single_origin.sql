-- code: S502
-- name: single-origin
-- severity: info
-- slices: settings
-- needs: documents
-- message: several documents rest on one source
-- none: no figure is given by several documents with their sources
-- does: Counts the documents that give a figure for the same measure, time and place, and the sources they name.
-- matters: Five reports that quote one office are one report.
-- example: Five articles on a night's attack, all of which quote the air force
-- working: Gives the number of documents and the one source.
-- sources: the documents themselves

-- comparisons
WITH repeated AS (
    -- counting documents is dear, and most topics have not even as many figures
    SELECT topic FROM figures WHERE firm AND NOT limb GROUP BY topic
    HAVING count(*) >= getvariable('single_origin') AND min(doc) <> max(doc) AND bool_or(in_batch)
), told AS (
    SELECT f.topic, f.id, f.doc, nullif(f.voice, 0) AS voice
    FROM figures f JOIN repeated USING (topic)
    WHERE f.firm AND NOT f.limb
), matters AS (
    SELECT topic, min(id, 5) AS ids, count(DISTINCT doc) AS documents, count(DISTINCT voice) AS voices, count_if(voice IS NULL) AS unnamed
    FROM told GROUP BY topic
    HAVING count(DISTINCT doc) >= getvariable('single_origin')
)
SELECT ids, documents, voices = 1 AND unnamed = 0 AS violates, CASE WHEN violates THEN 'ambiguous' ELSE 'ok' END AS verdict, voices
FROM matters

-- working
SELECT k.comparison,
    k.documents || ' documents give a figure for ' || replace(s.measure, '_', ' ') || CASE WHEN k.violates THEN ', all from ' || s.attributed_to ELSE ', from ' || k.voices || ' named sources' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]
