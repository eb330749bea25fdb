"""符合性测试 — the conformance kit: cases in a form that any implementation can run, and their harness."""
