import { teamsLink } from '../../../bot/domain/teams-link';

describe('teamsLink', () => {
  it('should lead to the chat with the bot, and nowhere else whatever the id', () => {
    expect(teamsLink('07b2de9f-2640-4c74-838a-a3cf3608219a')).toBe(
      'https://teams.microsoft.com/l/chat/0/0?users=28:07b2de9f-2640-4c74-838a-a3cf3608219a',
    );
    expect([...new URL(teamsLink('a&message=x#y')).searchParams]).toEqual([['users', '28:a&message=x#y']]);
  });
});
