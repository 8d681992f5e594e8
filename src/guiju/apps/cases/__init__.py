"""Cases (纠错): anybody reports an error in the catalogue, those who keep it settle it, the reporter follows."""
