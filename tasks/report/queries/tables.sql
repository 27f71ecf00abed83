-- What all figures, lists and pages build on: light tables beside the release's own (views articles, entities, events, quarantine).
CREATE TABLE light AS
  SELECT article_id, title, outlet, published_on, cluster_id, duplicate_of, len(authors) = 0 AS is_unsigned FROM articles;

CREATE TABLE tellings AS
  SELECT DISTINCT event_id, m.article_id AS article_id FROM (SELECT event_id, unnest(mentions) AS m FROM events);

-- The outlets that tell an event.
CREATE TABLE tellers AS
  SELECT event_id, coalesce(list_sort(list(DISTINCT outlet) FILTER (outlet IS NOT NULL)), []) AS outlets
  FROM tellings JOIN light USING (article_id) GROUP BY event_id;

CREATE TABLE told AS
  SELECT e.event_id, e.event_type, e.event_mode, e.quad_class, e.realis, e.hedged, e.actors, e.recipients, e.actor_country,
         e.recipient_country, e.date_start, e.date_end, e.date_precision, e.date_source, e.place_id, e.place_name,
         e.place_country, e.latitude, e.longitude, e.place_precision, e.confidence, e.mention_count, e.article_count,
         e.origin_count, e.first_published, e.last_published, o.outlets
  FROM events e JOIN tellers o USING (event_id);

CREATE TABLE named AS
  SELECT entity_id, mode(entity_name) AS name, mode(label) AS label, mode(country) AS country, count(*)::INTEGER AS mentions,
         count(DISTINCT article_id)::INTEGER AS articles
  FROM entities GROUP BY entity_id;

CREATE TABLE involved AS
  SELECT DISTINCT event_id, p.entity_id AS entity_id, p.name AS name, p.country AS country, role
  FROM (SELECT event_id, unnest(actors) AS p, 'actor' AS role FROM told
        UNION ALL SELECT event_id, unnest(recipients) AS p, 'recipient' AS role FROM told)
  WHERE p.entity_id IS NOT NULL;

-- The bucket of a timeline: days, weeks or months, so that there are some hundred of them at most; and the first and last day of
-- the chart, a month before and two behind the days of publication, in whole buckets.
CREATE TABLE span AS
  WITH published AS (
    SELECT min(published_on) AS first_day, max(published_on) AS last_day,
           CASE WHEN max(published_on) - min(published_on) <= 100 THEN 'day'
                WHEN max(published_on) - min(published_on) <= 800 THEN 'week' ELSE 'month' END AS unit
    FROM light)
  SELECT unit, first_day, last_day, date_trunc(unit, first_day - INTERVAL 31 DAY)::DATE AS opens,
         (date_trunc(unit, last_day + INTERVAL 62 DAY)
          + CASE unit WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY ELSE INTERVAL 1 MONTH END)::DATE - 1 AS closes
  FROM published;
