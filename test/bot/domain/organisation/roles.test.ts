import { type DirectoryEntry, groupRoles, rolesOf } from '../../../../bot/domain/organisation/roles';

const inAll = { staff: true, admins: true, cardOffice: true, itService: true };
const none = { isStaff: false, isAdmin: false };

function entry(overrides: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    isEnabled: true,
    userType: 'Member',
    principalName: 'mo27@bantshire.example',
    employeeType: 'Employee',
    groups: inAll,
    ...overrides,
  };
}

describe('the roles of a directory record', () => {
  it.each<[string, Partial<DirectoryEntry>]>([
    ['a guest', { userType: 'Guest' }],
    ['somebody of no known kind', { userType: null }],
    ['a member of another tenant', { principalName: 'x_other.example#EXT#@bantshire.example' }],
    ['a member of another tenant, written otherwise', { principalName: 'x_other.example#ext#@bantshire.example' }],
    ['a visitor', { employeeType: 'Visitor' }],
    ['a visitor of another kind, written otherwise', { employeeType: '  ASSOCIATE ' }],
    ['a student', { employeeType: 'Student' }],
  ])('should be none for %s, whatever group they are in', (_who, overrides) => {
    for (const group of groupRoles) {
      const groups = { ...{ staff: false, admins: false, cardOffice: false }, [group]: true };
      expect(rolesOf(entry({ ...overrides, groups }), ['visitor', 'Associate'])).toEqual({ isEnabled: true, ...none, isOutsider: true });
    }
    expect(rolesOf(entry(overrides), ['visitor', 'Associate'])).toEqual({ isEnabled: true, ...none, isOutsider: true });
  });

  it('should be none for a disabled account', () => {
    expect(rolesOf(entry({ isEnabled: false }), [])).toEqual({ isEnabled: false, ...none });
  });

  it('should be those of the groups for everybody else', () => {
    expect(rolesOf(entry(), ['visitor'])).toEqual({
      isEnabled: true,
      isStaff: true,
      isAdmin: true,
      isCardOffice: true,
      isItService: true,
    });
    expect(rolesOf(entry({ employeeType: null }), ['visitor', ' '])).toMatchObject({ isStaff: true, isAdmin: true });
    const groups = { staff: false, admins: true, cardOffice: false };
    expect(rolesOf(entry({ groups }), ['visitor'])).toEqual({ isEnabled: true, isStaff: false, isAdmin: true });
  });
});
