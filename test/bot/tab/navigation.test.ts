import { arrive, listPlace, ownPlace, pagesFor, placeLabel } from '../../../bot/tab/navigation';

const sponsor = { ownDepartments: [] as string[], isAdmin: false, decides: false, isItService: false, isCardOffice: false };
const decider = { ...sponsor, decides: true };
const head = { ...decider, ownDepartments: ['computer-science'] };
const admin = { ...decider, isAdmin: true };
const cardOffice = { ...sponsor, isCardOffice: true };
const itService = { ...sponsor, isItService: true };

describe('where somebody comes to', () => {
  it('should show each person the lists that are theirs', () => {
    expect(pagesFor(sponsor)).toEqual(['mine', 'reapproval']);
    expect(pagesFor(decider)).toEqual(['mine', 'reapproval', 'waiting']);
    expect(pagesFor(head)).toEqual(['mine', 'reapproval', 'waiting', 'department']);
    expect(pagesFor(admin)).toEqual([
      'overview',
      'mine',
      'reapproval',
      'waiting',
      'requests',
      'attention',
      'departments',
      'policy',
      'health',
    ]);
    expect(pagesFor(itService)).toEqual(['mine', 'reapproval', 'it-tasks']);
    expect(pagesFor(cardOffice)).toEqual(['mine', 'reapproval', 'cards']);
    expect(pagesFor({ ...admin, isItService: true })).toContain('it-tasks');
  });

  it('should start where their work is', () => {
    expect(ownPlace(sponsor)).toEqual({ page: 'mine' });
    expect(ownPlace(decider)).toEqual({ page: 'waiting' });
    expect(ownPlace(admin)).toEqual({ page: 'overview' });
    expect(ownPlace(head)).toEqual({ page: 'waiting' });
    expect(ownPlace(itService)).toEqual({ page: 'it-tasks' });
    expect(ownPlace(cardOffice)).toEqual({ page: 'cards' });
    expect(arrive('cards', admin)).toMatchObject({ because: 'notAllowed' });
    expect(arrive('it-tasks', itService)).toEqual({ place: { page: 'it-tasks' } });
    expect(arrive('it-tasks', admin)).toEqual({ place: { page: 'overview' }, because: 'notAllowed' });
    expect(arrive('department?status=pending', head)).toEqual({ place: { page: 'department', filter: { status: 'pending' } } });
    expect(arrive('department', admin)).toMatchObject({ because: 'notAllowed' });
    expect(arrive('overview', head)).toMatchObject({ because: 'notAllowed' });
    expect(arrive('', decider)).toEqual({ place: { page: 'waiting' } });
  });

  it('should follow a link', () => {
    expect(arrive('request/VR-7K3M9QXA', sponsor)).toEqual({ place: { page: 'request', request: 'VR-7K3M9QXA' } });
    expect(arrive('draft/VR-7K3M9QXA', sponsor)).toEqual({ place: { page: 'draft', draft: 'VR-7K3M9QXA' } });
    expect(arrive('new', decider)).toEqual({ place: { page: 'new' } });
    expect(arrive('requests?search=Ota', admin)).toEqual({ place: { page: 'requests', filter: { search: 'Ota' } } });
  });

  it('should say when a link cannot be read, or leads where this person may not go', () => {
    expect(arrive('nowhere/at/all', sponsor)).toEqual({ place: { page: 'mine' }, because: 'unreadable' });
    expect(arrive('requests?search=Ota', decider)).toEqual({ place: { page: 'waiting' }, because: 'notAllowed' });
    expect(arrive('waiting', sponsor)).toEqual({ place: { page: 'mine' }, because: 'notAllowed' });
  });

  it('should name each place', () => {
    expect(placeLabel({ page: 'request', request: 'VR-7K3M9QXA' })).toBe('Request VR-7K3M9QXA');
    expect(placeLabel({ page: 'draft', draft: 'VR-7K3M9QXA' })).toBe('New visitor');
    expect(placeLabel(listPlace('requests'))).toBe('All requests');
    expect(listPlace('mine')).toEqual({ page: 'mine' });
  });
});
