-- What each table and column means, for whoever opens the file with another client.

COMMENT ON TABLE meta IS 'Versions: of the schema, and of the lexicon and reference facts that were loaded';
COMMENT ON COLUMN meta.key IS 'schema_version, views_version, lexicon_version, reference_version';
COMMENT ON COLUMN meta.value IS 'The version';

COMMENT ON TABLE batches IS 'One row per set of documents that was supplied together';
COMMENT ON COLUMN batches.batch IS 'Name of the batch';
COMMENT ON COLUMN batches.number IS 'Order in which batches were last written, from 1';
COMMENT ON COLUMN batches.created_at IS 'When it was last written (UTC)';
COMMENT ON COLUMN batches.tool_version IS 'Version of the program that wrote it';
COMMENT ON COLUMN batches.documents IS 'Documents supplied, those that were known already included';
COMMENT ON COLUMN batches.claims IS 'Claims in these documents';
COMMENT ON COLUMN batches.rejects IS 'Files and rows that could not be taken';

COMMENT ON TABLE batch_documents IS 'Which documents a batch supplied, those that were known already included';
COMMENT ON COLUMN batch_documents.batch IS 'Name of the batch';
COMMENT ON COLUMN batch_documents.position IS 'Order in which the documents were supplied, from 0';
COMMENT ON COLUMN batch_documents.document_key IS 'Hash of the content, see documents';
COMMENT ON COLUMN batch_documents.is_new IS 'Whether this batch brought the document into the store';

COMMENT ON TABLE documents IS 'One row per version of a text; the same content is stored once';
COMMENT ON COLUMN documents.document_key IS 'Hash of text, publication date, title, publisher, address and columns; unique';
COMMENT ON COLUMN documents.document IS 'Name: the id given, else the path as given';
COMMENT ON COLUMN documents.version IS 'Counts the versions of this name, from 1';
COMMENT ON COLUMN documents.superseded_by IS 'Key of the version that replaced this one; null while it is current';
COMMENT ON COLUMN documents.batch IS 'Batch that brought it';
COMMENT ON COLUMN documents.text IS 'The text whole; spans count its code points';
COMMENT ON COLUMN documents.body_start IS 'Offset at which the content begins, after front matter';
COMMENT ON COLUMN documents.title IS 'Title given with the text';
COMMENT ON COLUMN documents.published IS 'Publication, in the local time of the publisher; anchors relative dates';
COMMENT ON COLUMN documents.published_basis IS 'field, front_matter, option, text, file_name, inferred or none: where published comes from';
COMMENT ON COLUMN documents.publisher IS 'Publisher given with the text';
COMMENT ON COLUMN documents.url IS 'Address given with the text';
COMMENT ON COLUMN documents.path IS 'File it was read from';
COMMENT ON COLUMN documents.line IS 'Line or row of that file, for tables';
COMMENT ON COLUMN documents.columns IS 'Columns of a structured row, which win over its statement; empty for texts';
COMMENT ON COLUMN documents.lexicon_version IS 'Version of the lexicon that read its claims last';

COMMENT ON TABLE claims IS 'One row per quantity that a document states; the reading in force';
COMMENT ON COLUMN claims.claim_id IS 'Hash of document key and span; unique';
COMMENT ON COLUMN claims.document_key IS 'Version of the text it stands in';
COMMENT ON COLUMN claims.document IS 'Name of the document';
COMMENT ON COLUMN claims.batch IS 'Batch that wrote this reading';
COMMENT ON COLUMN claims.quote IS 'The quantity as written, with hedge and unit';
COMMENT ON COLUMN claims.span_start IS 'Offset of the quote in the text, in code points';
COMMENT ON COLUMN claims.span_end IS 'Offset after the quote';
COMMENT ON COLUMN claims.sentence IS 'The sentence it stands in';
COMMENT ON COLUMN claims.sentence_start IS 'Offset of the sentence in the text';
COMMENT ON COLUMN claims.sentence_end IS 'Offset after the sentence';
COMMENT ON COLUMN claims.relation IS '= exact, ~ approximate, < <= > >= one-sided, range, vague';
COMMENT ON COLUMN claims.lower IS 'Stated lower bound in unit; null is open';
COMMENT ON COLUMN claims.upper IS 'Stated upper bound in unit; null is open';
COMMENT ON COLUMN claims.lower_inclusive IS 'Whether the lower bound itself is meant';
COMMENT ON COLUMN claims.upper_inclusive IS 'Whether the upper bound itself is meant';
COMMENT ON COLUMN claims.value IS 'The one number stated; null for ranges and vague counts';
COMMENT ON COLUMN claims.approximate IS 'Whether a hedge was there (about, nearly)';
COMMENT ON COLUMN claims.direction IS 'up or down, where the text speaks of a change';
COMMENT ON COLUMN claims.kind IS 'count, number, share, ratio, multiple, money, duration, age or physical; date where a text states no number';
COMMENT ON COLUMN claims.unit IS 'Unit of the bounds, by its canonical name';
COMMENT ON COLUMN claims.dimension IS 'Dimensionality of the unit';
COMMENT ON COLUMN claims.base_unit IS 'Unit of base_lower, base_upper, check_lower and check_upper';
COMMENT ON COLUMN claims.base_lower IS 'Lower bound in base units';
COMMENT ON COLUMN claims.base_upper IS 'Upper bound in base units';
COMMENT ON COLUMN claims.check_lower IS 'Lower bound that checks compare: widened by rounding and hedge';
COMMENT ON COLUMN claims.check_upper IS 'Upper bound that checks compare: widened by rounding and hedge';
COMMENT ON COLUMN claims.item IS 'What is counted or measured, as written';
COMMENT ON COLUMN claims.concept IS 'The same as an id of the lexicon (drone, under aerial_weapon)';
COMMENT ON COLUMN claims.event IS 'What happened to it (launched, killed, damaged)';
COMMENT ON COLUMN claims.measure IS 'event:concept, or the name of a quantity of its own (advance_rate)';
COMMENT ON COLUMN claims.aggregation IS 'event, cumulative, rate, stock or share';
COMMENT ON COLUMN claims.actor IS 'Who did it';
COMMENT ON COLUMN claims.target IS 'To whom';
COMMENT ON COLUMN claims.place IS 'Where';
COMMENT ON COLUMN claims.time_text IS 'The time as written';
COMMENT ON COLUMN claims.time_start IS 'Begin of the time spoken of';
COMMENT ON COLUMN claims.time_end IS 'End of the time spoken of, not included';
COMMENT ON COLUMN claims.time_edtf IS 'The same in ISO 8601-2 (EDTF)';
COMMENT ON COLUMN claims.time_precision IS 'How precisely the time is stated (day, month, year)';
COMMENT ON COLUMN claims.time_role IS 'event, as_of, since or period';
COMMENT ON COLUMN claims.time_basis IS 'stated, relative, published, inferred or none';
COMMENT ON COLUMN claims.attributed_to IS 'Who is named for the figure';
COMMENT ON COLUMN claims.modality IS 'asserted, reported, alleged, possible, planned, demanded, denied or figurative';
COMMENT ON COLUMN claims.section IS 'headline, summary, body, caption or boilerplate';
COMMENT ON COLUMN claims.confidence IS 'How sure the reading is, 0 to 1';
COMMENT ON COLUMN claims.alternatives IS 'Other readings that the text does not rule out: a JSON list';
COMMENT ON COLUMN claims.unknown_unit IS 'A unit word that was not understood';
COMMENT ON COLUMN claims.column_conflicts IS 'Columns of a structured row that its statement contradicts: column to [column, statement]';

COMMENT ON TABLE former_claims IS 'Readings that a later lexicon replaced; columns as in claims';
COMMENT ON COLUMN former_claims.replaced_in IS 'Number of the batch that replaced the reading';

COMMENT ON TABLE reread_documents IS 'Documents whose claims were replaced by a later reading';
COMMENT ON COLUMN reread_documents.document_key IS 'The document';
COMMENT ON COLUMN reread_documents.replaced_in IS 'Number of the batch that replaced the reading';

COMMENT ON TABLE relations IS 'Relations between claims that the text itself states; one row per part in it';
COMMENT ON COLUMN relations.relation_id IS 'The relation; its parts share it';
COMMENT ON COLUMN relations.kind IS 'sum, part, share, change, ratio, rate, record, series, elapsed, timed, dated, vague or restates';
COMMENT ON COLUMN relations.claim_id IS 'The claim that plays the part';
COMMENT ON COLUMN relations.role IS 'The part it plays (part, total, whole, from, to, by, rate, duration, ...)';
COMMENT ON COLUMN relations.cue IS 'The words that state the relation';
COMMENT ON COLUMN relations.span_start IS 'Offset of the cue in the text';
COMMENT ON COLUMN relations.span_end IS 'Offset after the cue';
COMMENT ON COLUMN relations.detail IS 'What the kind needs besides (rank, scope, event)';

COMMENT ON TABLE rejects IS 'Files and rows that could not be taken';
COMMENT ON COLUMN rejects.batch IS 'Batch that supplied them';
COMMENT ON COLUMN rejects.file IS 'The file';
COMMENT ON COLUMN rejects.line IS 'Its line, where there is one';
COMMENT ON COLUMN rejects.reason IS 'What is wrong with it';

COMMENT ON TABLE reference_facts IS 'Known quantities and dates that claims are held against, each with its source';
COMMENT ON COLUMN reference_facts.fact_id IS 'Name of the fact';
COMMENT ON COLUMN reference_facts.subject IS 'What it is about: a place by name, or an id of the lexicon';
COMMENT ON COLUMN reference_facts.measure IS 'area, population, date, stock, ...';
COMMENT ON COLUMN reference_facts.lower IS 'Lower bound in unit; null is open';
COMMENT ON COLUMN reference_facts.upper IS 'Upper bound in unit; null is open';
COMMENT ON COLUMN reference_facts.unit IS 'Unit of the bounds, by its canonical name; null for dates';
COMMENT ON COLUMN reference_facts.valid_from IS 'First day it holds for; of an event its first day';
COMMENT ON COLUMN reference_facts.valid_to IS 'Day after the last one it holds for; null while it holds';
COMMENT ON COLUMN reference_facts.source IS 'Who says so';
COMMENT ON COLUMN reference_facts.source_date IS 'When the source said so';
COMMENT ON COLUMN reference_facts.note IS 'What to know of it';
COMMENT ON COLUMN reference_facts.origin IS 'package, or the file of the user that it comes from';

COMMENT ON TABLE ancestors IS 'The trees of the lexicon as pairs: each node with each of its ancestors, itself included';
COMMENT ON COLUMN ancestors.kind IS 'concept, event or place';
COMMENT ON COLUMN ancestors.id IS 'The node';
COMMENT ON COLUMN ancestors.ancestor IS 'A node above it, or itself';
COMMENT ON COLUMN ancestors.distance IS 'Steps between the two; 0 for itself';

COMMENT ON TABLE rules IS 'The rules as of the last run';
COMMENT ON COLUMN rules.code IS 'Code of the rule; never reused';
COMMENT ON COLUMN rules.name IS 'Its name, which says the fault';
COMMENT ON COLUMN rules.severity IS 'error, warning or info';
COMMENT ON COLUMN rules.description IS 'What it does';

COMMENT ON TABLE runs IS 'One row per run of the checks';
COMMENT ON COLUMN runs.run_id IS 'Number of the run';
COMMENT ON COLUMN runs.batch IS 'Batch that was checked, against the whole store';
COMMENT ON COLUMN runs.started_at IS 'When (UTC)';
COMMENT ON COLUMN runs.tool_version IS 'Version of the program';
COMMENT ON COLUMN runs.policy_version IS 'Version of tolerances, severities and rules';

COMMENT ON TABLE checks IS 'What became of each rule in a run';
COMMENT ON COLUMN checks.run_id IS 'The run';
COMMENT ON COLUMN checks.code IS 'The rule';
COMMENT ON COLUMN checks.name IS 'Its name';
COMMENT ON COLUMN checks.comparisons IS 'How many comparisons it made';
COMMENT ON COLUMN checks.findings IS 'How many of them failed';
COMMENT ON COLUMN checks.not_run IS 'Why it made none';

COMMENT ON TABLE comparisons IS 'Comparisons with their working: all that failed, and some that agree';
COMMENT ON COLUMN comparisons.run_id IS 'The run';
COMMENT ON COLUMN comparisons.code IS 'The rule';
COMMENT ON COLUMN comparisons.claim_ids IS 'The claims compared';
COMMENT ON COLUMN comparisons.violates IS 'Whether it failed';
COMMENT ON COLUMN comparisons.verdict IS 'ok, contradiction, reconcilable, ambiguous or implausible';
COMMENT ON COLUMN comparisons.working IS 'What was computed, as a sentence';

COMMENT ON TABLE findings IS 'What failed, run by run';
COMMENT ON COLUMN findings.finding_id IS 'The same finding has the same id in every run';
COMMENT ON COLUMN findings.run_id IS 'The run that made it';
COMMENT ON COLUMN findings.code IS 'The rule';
COMMENT ON COLUMN findings.name IS 'Its name';
COMMENT ON COLUMN findings.severity IS 'error, warning or info';
COMMENT ON COLUMN findings.verdict IS 'contradiction, reconcilable, ambiguous or implausible';
COMMENT ON COLUMN findings.message IS 'The fault in a sentence';
COMMENT ON COLUMN findings.working IS 'What was computed, as a sentence';
COMMENT ON COLUMN findings.claim_ids IS 'The claims it is about';
COMMENT ON COLUMN findings.waived IS 'Whether a waiver held when the run was made';

COMMENT ON TABLE waivers IS 'Findings that someone accepted, for a reason and a time';
COMMENT ON COLUMN waivers.finding_id IS 'The finding';
COMMENT ON COLUMN waivers.code IS 'Its rule';
COMMENT ON COLUMN waivers.reason IS 'Why it is accepted';
COMMENT ON COLUMN waivers.until IS 'Last day on which the waiver holds';
COMMENT ON COLUMN waivers.created_at IS 'When it was last read from the waiver file (UTC)';
