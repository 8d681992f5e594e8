"""The room of parties (机构、委员会与专家): organisations, committees, experts, panels drawn at random."""
