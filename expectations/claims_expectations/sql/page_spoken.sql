-- Of very many claims that are spoken of, those of one page.
CREATE OR REPLACE TEMP TABLE page_spoken AS
FROM all_spoken SEMI JOIN (SELECT unnest(ids) AS id FROM kept) k USING (id);
