-- Of very many claims that are spoken of, those of one page, with the columns that the rule's working reads.
CREATE OR REPLACE TEMP TABLE page_spoken AS
SELECT /* columns */ FROM all_spoken SEMI JOIN (SELECT id FROM (SELECT unnest(ids) AS id FROM kept) WHERE id IS NOT NULL) k USING (id);
CREATE OR REPLACE TEMP VIEW spoken AS FROM page_spoken;
