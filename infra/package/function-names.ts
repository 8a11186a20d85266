import names from './function-names.json';

/** What each app registers: `infra/main.bicep` sets `ALMS_FUNCTIONS`, and `functions/main.ts` follows it. The alerts read the same file. */
export const functionNames: Record<'public' | 'accounts', readonly string[]> = names;
