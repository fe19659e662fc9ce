"""What a coordinator audits with: dossiers, process views, oversight, who read of whom."""
