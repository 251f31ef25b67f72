-- What there is of something by a text, and the names beside it, for P203.
CREATE OR REPLACE TEMP TABLE stocks AS
SELECT s.id, s.in_batch, s.published, CASE s.measure WHEN 'population' THEN 'person' ELSE s.concept END AS concept, s.event, s.check_upper AS most,
    unnest(names_before(s.sentence[1 : s.span_end - s.sentence_start]) || names_after(s.sentence[s.span_end - s.sentence_start :])) AS name
FROM near_claims s
SEMI JOIN (SELECT rowid AS id FROM claims WHERE measure = 'population' OR event IN ('operated', 'employed')) o USING (id)
WHERE (s.measure = 'population' AND s.check_upper >= 50 OR s.event IN ('operated', 'employed'))
  AND s.relation IN ('=', '~', '<=', '<') AND s.modality IN ('asserted', 'reported');
