"""附件: files that belong to a part of a record of a register: a plaque, a stage, a use."""
