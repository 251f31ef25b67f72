-- code: N105
-- name: column-disagrees
-- severity: warning
-- rows: claims
-- message: a column of the row and its statement say different things
-- none: no claim comes from a structured row
-- does: Lists the rows of tables whose own columns (date, place, source, measure) differ from what is read in their statement.
-- matters: The column wins, so a slip in it would silently replace what the text says.
-- example: A row dated 9 July whose statement speaks of 10 July
-- working: Names the column, its value and what the statement says.
-- sources: the row itself

-- comparisons
SELECT [s.id] AS ids, json_array_length(json_keys(coalesce(s.column_conflicts, '{}'))::JSON) > 0 AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM stated s JOIN documents d ON d.rowid = s.doc
WHERE cardinality(d.columns) > 0

-- working
SELECT k.comparison,
    CASE WHEN k.violates THEN array_to_string(list_transform(json_keys(s.column_conflicts),
        lambda key: key || ' is "' || (s.column_conflicts -> key ->> 0) || '" in its column and "' || (s.column_conflicts -> key ->> 1) || '" in the statement'), '; ')
    ELSE 'the columns agree with the statement "' || s.quote || '"' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]
