import { greet } from '../../../../bot/channels/chat/greet';
import { makePorts } from '../../../fakes/ports';
import { headId } from '../../../make';

describe('the greeting', () => {
  it('should not fail where the open questions cannot be looked up', async () => {
    const ports = makePorts();
    ports.views.list = () => Promise.reject(new Error('out of reach'));
    expect(await greet({ person: headId }, ports)).toMatchObject({ kind: 'card' });
    expect(ports.lines).toMatchObject([{ level: 'warn', fields: { fault: 'Error' } }]);
  });
});
