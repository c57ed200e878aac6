-- A kept form moves to a new key like everything sealed.
grant update (form) on accounts.kept_form to onedoor_county;
