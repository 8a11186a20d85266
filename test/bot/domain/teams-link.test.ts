import { teamsLink } from '../../../bot/domain/teams-link';

it('should lead to the bot’s chat in its tenant', () => {
  expect(teamsLink('7a7edc27-9ba1-4a59-931e-318ab5fc3797', '07b2de9f-2640-4c74-838a-a3cf3608219a')).toBe(
    'https://teams.microsoft.com/l/chat/0/0?tenantId=7a7edc27-9ba1-4a59-931e-318ab5fc3797&users=28:07b2de9f-2640-4c74-838a-a3cf3608219a',
  );
});
