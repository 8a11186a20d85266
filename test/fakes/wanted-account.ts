import type { WantedAccount } from '../../bot/domain/account/directory-account';
import { sponsorId } from '../make';

/** The wanted account of an approved request before its first day. */
export const wantedAccount: WantedAccount = {
  reference: 'VR-7K3M9QXA',
  userName: 'ogfairweather@bantshire.example',
  givenName: 'Ottoline',
  surname: 'Fairweather',
  displayName: 'Otti Fairweather',
  department: 'School of Computer Science',
  level: 'staff-like',
  sponsor: sponsorId,
  firstDay: '2027-02-01',
  lastDay: '2027-06-30',
  isEnabled: false,
  isOver: false,
};
