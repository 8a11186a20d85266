import { GraphFault } from '../../../../bot/adapters/graph/graph-fault';

describe('a fault of the directory', () => {
  it.each(['Throttled', 'SignIn_invalid_client', 'Http404', 'Request_BadRequest'])('should tell the code %s', (code) => {
    expect(new GraphFault(code, 404)).toMatchObject({ code, status: 404, message: `the directory gave no answer: ${code}` });
  });

  it.each(['Marisol Okafor', 'marisol@bantshire.example', '', 'x'.repeat(81), 'a\nb'])('should keep %j to itself', (code) => {
    expect(new GraphFault(code)).toMatchObject({ code: 'Unknown', message: 'the directory gave no answer: Unknown' });
  });
});
