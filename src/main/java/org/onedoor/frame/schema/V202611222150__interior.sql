-- The scopes of internal rooms (R-SEC-11) tell events like the others; Interior inherits what the county may.
grant usage on schema technical to onedoor_party, onedoor_interior;
grant select, insert, update, delete on technical.event_publication to onedoor_party, onedoor_interior;
