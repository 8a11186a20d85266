import { Temporal } from 'temporal-polyfill';
import type { WantedAccount } from '../../domain/account/directory-account';
import type { Random } from '../../ports/system';

export interface AccountFieldOptions {
  /** What `employeeType` says of visitors. */
  employeeType: string;
  /** Two letters: without it, licences by group fail silently. */
  usageLocation: string;
  /** IANA name: in it the last day ends. */
  zone: string;
  random: Random;
}

const mostCharacters = 64;

/** What a directory account shows of a visitor; instants as Graph takes them. */
export function userFields(wanted: WantedAccount, { employeeType, zone }: Pick<AccountFieldOptions, 'employeeType' | 'zone'>) {
  const cut = (text: string) => Array.from(text).slice(0, mostCharacters).join('');
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  return {
    displayName: wanted.displayName,
    givenName: cut(wanted.givenName),
    surname: cut(wanted.surname),
    department: cut(wanted.department),
    companyName: wanted.company === undefined ? null : cut(wanted.company),
    employeeType,
    employeeId: wanted.reference,
    employeeHireDate: inSeconds(midnight(Temporal.PlainDate.from(wanted.firstDay))),
    // The end of the last day as people see it.
    employeeLeaveDateTime: inSeconds(midnight(Temporal.PlainDate.from(wanted.lastDay).add({ days: 1 })).subtract({ seconds: 1 })),
  };
}

function inSeconds(instant: Temporal.Instant): string {
  return instant.round('second').toString();
}

/** The body of the create. */
export function creationOf(wanted: WantedAccount, options: AccountFieldOptions): object {
  const { companyName, ...fields } = userFields(wanted, options);
  return {
    ...fields,
    ...(companyName !== null && { companyName }),
    userPrincipalName: wanted.userName,
    mailNickname: wanted.userName.split('@')[0],
    accountEnabled: false,
    usageLocation: options.usageLocation,
    // Nobody ever learns this password: the visitor resets it, or the service desk gives first access.
    passwordProfile: {
      password: `${Buffer.from(options.random.bytes(32)).toString('base64')}aA1!`,
      forceChangePasswordNextSignIn: true,
    },
  };
}

/** Graph may write an instant with fractions of a second. */
export function isSameValue(wanted: unknown, has: unknown): boolean {
  if (typeof wanted !== 'string' || typeof has !== 'string') return wanted === (has ?? null);
  return wanted === has || (/^\d{4}-\d\d-\d\dT.*Z$/.test(has) && Date.parse(wanted) === Date.parse(has));
}
