"""The register: what each covered document demands."""
