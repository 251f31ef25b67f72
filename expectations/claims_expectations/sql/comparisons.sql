-- What is told of one rule. Parameters: the number of the run, the rule's code.
INSERT INTO comparisons
SELECT ?, ?, claim_ids, violates, verdict, working FROM told ORDER BY claim_ids, working
