"""What every GraphQL module shares: HTTP, errors, limits, scalars, the type builder and the executor that passes JSON through."""
