-- A stored file's bytes are a person-level row like any other.
select gate_guard('files_storedfile');
