-- Attempts under way: few, while those that wait for the morning are many.
create index message_sending on notices.message (county, due_at) where state = 'SENDING';
