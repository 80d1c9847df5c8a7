"""What a person uses in JupyterLab: charts and tables shown, the choice of visits, running everything, the review page."""
