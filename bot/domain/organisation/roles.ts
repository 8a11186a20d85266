import type { Person } from './organisation';

/** The groups of the directory that give roles. */
export const groupRoles = ['staff', 'admins', 'cardOffice', 'itService'] as const;
export type GroupRole = (typeof groupRoles)[number];

/** Somebody as the directory holds them. */
export interface DirectoryEntry {
  isEnabled: boolean;
  /** `Member` or `Guest`. */
  userType: string | null | undefined;
  /** Tells members of another tenant by `#EXT#`. */
  principalName: string;
  employeeType: string | null | undefined;
  /** Which of the groups they are in. */
  groups: Readonly<Partial<Record<GroupRole, boolean>>>;
}

/** Students are refused in every organisation; how visitors are marked is a setting. */
const studentType = 'student';

/**
 * Which roles somebody has. A group gives its role to enabled members of our tenant who are neither visitors nor
 * students; to nobody else, whatever group they are in.
 *
 * @param visitorTypes values of `employeeType` that mark visitors; case does not matter.
 */
export function rolesOf(
  entry: DirectoryEntry,
  visitorTypes: readonly string[],
): Pick<Person, 'isEnabled' | 'isStaff' | 'isAdmin' | 'isCardOffice' | 'isItService' | 'isOutsider'> {
  const { isEnabled, groups } = entry;
  const isOutsider = !isStrictMember(entry) || isOfType(entry.employeeType, [...visitorTypes, studentType]);
  const has = (group: GroupRole) => isEnabled && !isOutsider && groups[group] === true;
  return {
    isEnabled,
    isStaff: has('staff'),
    isAdmin: has('admins'),
    ...(has('cardOffice') && { isCardOffice: true }),
    ...(has('itService') && { isItService: true }),
    ...(isOutsider && { isOutsider: true as const }),
  };
}

/** Somebody of another tenant may be a "Member" here; their principal name tells. */
function isStrictMember({ userType, principalName }: DirectoryEntry): boolean {
  return userType === 'Member' && !/#EXT#@/i.test(principalName);
}

/** No type at all is of no kind, whatever the setting holds. */
function isOfType(employeeType: string | null | undefined, types: readonly string[]): boolean {
  const type = inOneForm(employeeType ?? '');
  return type !== '' && types.some((one) => inOneForm(one) === type);
}

function inOneForm(employeeType: string): string {
  return employeeType.trim().toLowerCase();
}

/** Whether somebody works here in any role, and so is no visitor. */
export function hasStaffRole({ isStaff, isAdmin, isItService, isCardOffice }: Person): boolean {
  return isStaff || isAdmin || isItService === true || isCardOffice === true;
}
