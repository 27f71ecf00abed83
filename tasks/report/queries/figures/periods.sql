SELECT unit, first_day, last_day FROM span
