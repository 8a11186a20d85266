/** What each app registers: `infra/main.bicep` sets `ALMS_FUNCTIONS`, and `functions/main.ts` follows it. */
export const functionNames = {
  public: ['backup', 'poison', 'reconcile', 'sweep', 'web', 'work'],
  accounts: ['accounts', 'accountsPoison'],
} as const;
