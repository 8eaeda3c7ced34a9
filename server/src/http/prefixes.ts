/** Where business endpoints live: one page of the public documentation spells the second. */
export const API_PREFIXES = ['/api/v1', '/v1'] as const;
