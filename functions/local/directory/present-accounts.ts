import { existsSync, readFileSync } from 'node:fs';
import { readCsv } from '../../../bot/adapters/csv';
import { type RegisterColumn, registerHeader } from '../../../bot/domain/account/register-sheet';
import { valuesOf } from '../../../bot/domain/organisation/sheet';

/** An account that a directory has before it is taken over. */
export interface OldAccount {
  username: string;
  givenName: string;
  surname: string;
  displayName: string;
}

/** The accounts with IT access that a register names; none where the file cannot be read. */
export function accountsOf(register: string): OldAccount[] {
  const csv = existsSync(register) ? readCsv(readFileSync(register)) : undefined;
  const [header, ...rows] = csv && 'rows' in csv ? csv.rows : [];
  const columns = header && registerHeader(header);
  if (!columns || 'mistakes' in columns) return [];
  return rows.flatMap((row) => {
    const values = valuesOf<RegisterColumn>(row, columns.columns);
    if (typeof values === 'string' || values.level === 'none') return [];
    const { username, firstName: givenName, lastName: surname, preferredName } = values;
    return [{ username, givenName, surname, displayName: preferredName === '' ? `${givenName} ${surname}` : preferredName }];
  });
}
