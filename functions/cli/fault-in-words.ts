import { SettingsError } from '../../bot/settings/settings';

/** A fault in a sentence that says what to do; never a stack or a response body, which may contain personal data. */
export function faultInWords(fault: unknown, role = 'Storage Table Data Contributor'): string {
  if (fault instanceof SettingsError) return settingsInWords(fault);
  const { name, code, statusCode } = fault as { name?: string; code?: string; statusCode?: number };
  if (/^(CredentialUnavailable|Authentication|AggregateAuthentication)/.test(name ?? '') || statusCode === 401) {
    return 'You are not signed in to Azure. Run az login, then try again.';
  }
  if (statusCode === 403) return `You may not do this: it takes the role ${role}, and a network that the account lets in.`;
  if (statusCode === 404)
    return 'The product has no such table at this address: is it the right one, and has the product been started there once?';
  if (statusCode === 429 || (statusCode ?? 0) >= 500 || isUnreachable(code))
    return 'Storage does not answer. Try again; what is written already is not written twice.';
  return `It failed, and this program does not know why (${[name ?? 'fault', code].filter(Boolean).join(', ')}).`;
}

function settingsInWords({ mistakes }: SettingsError): string {
  return `The settings cannot be used:\n${mistakes.join('\n')}\nALMS_TABLES_URL is the address of the tables, as the product has it; so is any other setting that is named. For local mode, set ALMS_MODE=local instead.`;
}

function isUnreachable(code: string | undefined): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'REQUEST_SEND_ERROR'].includes(code ?? '');
}
