-- The events that an article tells, in the order of the text, each with the mention in it.
SELECT e.event_id, e.event_type, e.realis, e.date_start, e.date_end, e.date_precision, e.date_source, m.*
FROM events e, unnest(e.mentions) AS u(m) WHERE m.article_id = ? ORDER BY m.start, m.trigger_start, e.event_id;
