-- Names of which few different ones stand in very many figures: there they are numbers of these lists, which take a
-- byte or two each.
DROP TABLE IF EXISTS temp.narrow_figures;
DROP TYPE IF EXISTS temp.measure_of_figure;
DROP TYPE IF EXISTS temp.unit_of_figure;
DROP TYPE IF EXISTS temp.aggregation_of_figure;
CREATE TEMP TYPE measure_of_figure AS ENUM (SELECT measure FROM wanted_measures);
CREATE TEMP TYPE unit_of_figure AS ENUM (SELECT DISTINCT base_unit FROM claims WHERE base_unit IS NOT NULL UNION SELECT 'count');
CREATE TEMP TYPE aggregation_of_figure AS ENUM (SELECT DISTINCT aggregation FROM claims WHERE aggregation IS NOT NULL UNION SELECT '');
