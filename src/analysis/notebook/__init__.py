"""What a person uses in JupyterLab: charts and tables shown, a choice kept, everything run, the review page."""
