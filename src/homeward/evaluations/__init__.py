"""An evaluator's workspace: declared questions, frozen extracts, results, replies, and lessons."""
