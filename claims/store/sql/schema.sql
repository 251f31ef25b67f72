-- The tables of the database. Names and columns are a contract: other people's scripts read them.
-- Times are TIMESTAMP without zone; intervals are half-open. Null bounds are open, never zero.
-- Tables that grow with the texts have no keys: an index over ten million ids costs more memory than the
-- checks, and the statements that write them (merge.sql) let no id in twice.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE batches (
    batch VARCHAR PRIMARY KEY,
    number INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    tool_version VARCHAR NOT NULL,
    documents BIGINT NOT NULL,
    claims BIGINT NOT NULL,
    rejects BIGINT NOT NULL
);

CREATE TABLE batch_documents (
    batch VARCHAR NOT NULL,
    position BIGINT NOT NULL,
    document_key VARCHAR NOT NULL,
    is_new BOOLEAN NOT NULL
);

CREATE TABLE documents (
    document_key VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    superseded_by VARCHAR,
    batch VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    body_start BIGINT NOT NULL,
    title VARCHAR,
    published TIMESTAMP,
    published_basis VARCHAR NOT NULL,
    publisher VARCHAR,
    url VARCHAR,
    path VARCHAR,
    line BIGINT,
    columns MAP(VARCHAR, VARCHAR),
    lexicon_version VARCHAR NOT NULL
);

CREATE TABLE claims (
    claim_id VARCHAR NOT NULL,
    document_key VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    batch VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    span_start BIGINT NOT NULL,
    span_end BIGINT NOT NULL,
    sentence VARCHAR NOT NULL,
    sentence_start BIGINT NOT NULL,
    sentence_end BIGINT NOT NULL,
    relation VARCHAR NOT NULL,
    lower DOUBLE,
    upper DOUBLE,
    lower_inclusive BOOLEAN,
    upper_inclusive BOOLEAN,
    value DOUBLE,
    approximate BOOLEAN NOT NULL,
    direction VARCHAR,
    kind VARCHAR NOT NULL,
    unit VARCHAR,
    dimension VARCHAR,
    base_unit VARCHAR,
    base_lower DOUBLE,
    base_upper DOUBLE,
    check_lower DOUBLE,
    check_upper DOUBLE,
    item VARCHAR,
    concept VARCHAR,
    event VARCHAR,
    measure VARCHAR,
    aggregation VARCHAR,
    actor VARCHAR,
    target VARCHAR,
    place VARCHAR,
    time_text VARCHAR,
    time_start TIMESTAMP,
    time_end TIMESTAMP,
    time_edtf VARCHAR,
    time_precision VARCHAR,
    time_role VARCHAR,
    time_basis VARCHAR NOT NULL,
    attributed_to VARCHAR,
    modality VARCHAR NOT NULL,
    section VARCHAR,
    confidence DOUBLE NOT NULL,
    alternatives JSON,
    unknown_unit VARCHAR,
    column_conflicts JSON
);

-- Earlier readings of texts that a later lexicon read differently.
CREATE TABLE former_claims AS SELECT *, NULL::INTEGER AS replaced_in FROM claims WITH NO DATA;

CREATE TABLE reread_documents (document_key VARCHAR NOT NULL, replaced_in INTEGER NOT NULL);

CREATE TABLE relations (
    relation_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    cue VARCHAR NOT NULL,
    span_start BIGINT NOT NULL,
    span_end BIGINT NOT NULL,
    detail MAP(VARCHAR, VARCHAR)
);

CREATE TABLE rejects (batch VARCHAR NOT NULL, file VARCHAR NOT NULL, line BIGINT, reason VARCHAR NOT NULL);

CREATE TABLE reference_facts (
    fact_id VARCHAR PRIMARY KEY,
    subject VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    lower DOUBLE,
    upper DOUBLE,
    unit VARCHAR,
    valid_from DATE,
    valid_to DATE,
    source VARCHAR NOT NULL,
    source_date DATE NOT NULL,
    note VARCHAR,
    origin VARCHAR NOT NULL
);

CREATE TABLE ancestors (kind VARCHAR NOT NULL, id VARCHAR NOT NULL, ancestor VARCHAR NOT NULL, distance INTEGER NOT NULL);

CREATE TABLE rules (code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, severity VARCHAR NOT NULL, description VARCHAR NOT NULL);

CREATE TABLE runs (
    run_id BIGINT PRIMARY KEY,
    batch VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    tool_version VARCHAR NOT NULL,
    policy_version VARCHAR NOT NULL
);

CREATE TABLE checks (
    run_id BIGINT NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    comparisons BIGINT NOT NULL,
    findings BIGINT NOT NULL,
    not_run VARCHAR
);

CREATE TABLE comparisons (
    run_id BIGINT NOT NULL,
    code VARCHAR NOT NULL,
    claim_ids VARCHAR[] NOT NULL,
    violates BOOLEAN NOT NULL,
    verdict VARCHAR NOT NULL,
    working VARCHAR NOT NULL
);

CREATE TABLE findings (
    finding_id VARCHAR NOT NULL,
    run_id BIGINT NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    working VARCHAR NOT NULL,
    claim_ids VARCHAR[] NOT NULL,
    waived BOOLEAN NOT NULL
);

CREATE TABLE waivers (
    finding_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    until DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
