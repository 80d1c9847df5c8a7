"""Findings across visits: what inspectors of children's services said, visit after visit."""
