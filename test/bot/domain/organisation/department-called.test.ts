import { departmentCalled } from '../../../../bot/domain/organisation/department-called';
import { departments } from '../../../make';

describe('the department that an entry in the directory names', () => {
  it.each([
    ['its name', 'School of Computer Science', 'computer-science'],
    ['its name in another case, with spaces', '  school of  COMPUTER science ', 'computer-science'],
    ['its id', 'computer-science', 'computer-science'],
    ['a part of its name', 'Computer Science', undefined],
    ['nothing', undefined, undefined],
    ['a blank', '  ', undefined],
  ])('should be found by %s', (_what, text, id) => {
    expect(departmentCalled(text, departments)?.id).toBe(id);
  });
});
