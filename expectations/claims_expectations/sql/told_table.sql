-- What is told of the kept rows of one rule.
CREATE OR REPLACE TEMP TABLE told (
    comparison BIGINT, violates BOOLEAN, verdict VARCHAR, uncertain BOOLEAN, working VARCHAR, message VARCHAR,
    claim_ids VARCHAR[], first_document VARCHAR, first_span BIGINT, identity VARCHAR
);
