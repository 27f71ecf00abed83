-- What the rules build on, beside the published tables (articles, entities, events, overlaps, aliases, quarantine), the stages'
-- own accounts (documents, cleaned, clustered, compared, sentences, named, linked,
-- candidates, coded, merged) and what is known (vocabularies, settings).
-- published_until: the last day on which the article may have been published, as far as that is known.
CREATE TABLE light AS
  SELECT article_id, outlet, published_on,
         CASE published_precision WHEN 'month' THEN last_day(published_on) WHEN 'year' THEN make_date(year(published_on), 12, 31)
              ELSE published_on END AS published_until, cluster_id, duplicate_of, length(text) AS characters FROM articles;

-- Articles that a stage behind cleaning refused: they are in quarantine by where they were delivered.
CREATE TABLE refused AS
  SELECT DISTINCT article_id FROM (SELECT article_id, unnest(sources).uri AS uri FROM cleaned)
  WHERE uri IN (SELECT uri FROM quarantine WHERE row_table IS NULL);

-- Rows that validation has taken out as broken are not lost, nor are the mentions of such events.
CREATE TABLE taken AS SELECT row_table, row_key FROM quarantine WHERE row_table IS NOT NULL;
CREATE TABLE mentions_taken AS
  SELECT m.article_id AS article_id, m.trigger_start AS trigger_start, event_type
  FROM (SELECT event_type, unnest(mentions) AS m FROM merged WHERE event_id IN (SELECT row_key FROM taken WHERE row_table = 'events'));

CREATE TABLE told AS
  SELECT event_id, event_type, m.article_id AS article_id, m.sentence AS sentence, m.start AS start_at, m."end" AS end_at,
         m.text AS text, m.trigger_start AS trigger_start, m.trigger_end AS trigger_end, m.trigger AS trigger,
         m.rule_id AS rule_id, m.confidence AS confidence
  FROM (SELECT event_id, event_type, unnest(mentions) AS m FROM events);

CREATE TABLE parties AS
  SELECT event_id, 'actor' AS role, unnest(actors, recursive := true) FROM events
  UNION ALL SELECT event_id, 'recipient' AS role, unnest(recipients, recursive := true) FROM events;

-- What one event may take from its mentions, as the coder wrote them.
CREATE TABLE grounds AS
  SELECT t.event_id, c.* EXCLUDE (event_type, text, trigger), c.event_type AS coded_type
  FROM told t JOIN coded c ON c.article_id = t.article_id AND c.trigger_start = t.trigger_start AND c.event_type = t.event_type;

CREATE TABLE days AS
  SELECT event_id, min(published_on) AS first_day, max(published_on) AS last_day, max(published_until) AS until
  FROM told JOIN light USING (article_id) GROUP BY event_id;

-- One row for each entity of an article that tells an event.
CREATE TABLE present AS
  SELECT DISTINCT t.event_id, e.entity_id FROM (SELECT DISTINCT event_id, article_id FROM told) t JOIN entities e USING (article_id);

-- Each row as its reader sees it: what it says, and the article where that stands.
CREATE VIEW shown AS
  SELECT 'articles' AS of, article_id AS row_key, coalesce(title, left(text, 200)) AS text, article_id FROM articles
  UNION ALL SELECT 'events', event_id, mentions[1].text, mentions[1].article_id FROM events
  UNION ALL SELECT 'entities', mention_id, '« ' || e.text || ' » : ' || substr(a.text, greatest(e.start - 99, 1), 200), article_id
    FROM entities e JOIN articles a USING (article_id)
  UNION ALL SELECT 'overlaps', article_id || ':' || other_id, coalesce(title, left(text, 200)), article_id
    FROM "overlaps" JOIN articles USING (article_id)
  UNION ALL SELECT 'aliases', alias_id, coalesce(title, left(text, 200)), article_id FROM aliases JOIN articles ON article_id = alias_id;

-- A character that no text holds, in any place: C0 controls but tab and line feed, and DEL.
CREATE MACRO is_controlled(s) AS coalesce(regexp_matches(s, '[\x00-\x08\x0B-\x1F\x7F]'), false);
