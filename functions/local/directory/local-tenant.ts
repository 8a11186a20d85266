import { createHash } from 'node:crypto';
import { localZone } from '../storage/seed';

/** No secret: everybody on this machine can read the names. Fixed, so that stored usernames stay valid after a restart. */
export const localUsernameKey: Uint8Array = createHash('sha256').update('usernames of local mode').digest();

/** Behind the `@` of a username. */
export const localAccountDomain = 'bantshire.example';

/** All invented, as the tenant is: the groups of the levels, by object id. */
export const localGroups = {
  'staff-like': '7a1c5e90-4d2b-4f36-8b7a-c3d9e0f1a254',
  'student-like': '1e8f2b47-9c60-4d5a-a3e1-5b7d6c8f9012',
} as const;

/** As they are called. */
export const localGroupNames = { 'staff-like': 'Visitors, staff-like', 'student-like': 'Visitors, student-like' } as const;

/** What every account of this directory has. */
export const localAccountFields = { employeeType: 'Visitor', usageLocation: 'GB', zone: localZone } as const;

/** The groups by id, as a directory is opened with. */
export const namedLocalGroups: Readonly<Record<string, string>> = {
  [localGroups['staff-like']]: localGroupNames['staff-like'],
  [localGroups['student-like']]: localGroupNames['student-like'],
};
