import { dropProxies } from '../../../../functions/local/process/proxies';

describe('proxies', () => {
  it('should be forgotten, however they are written, and nothing else', () => {
    const env = { HTTP_PROXY: 'a', https_proxy: 'b', ALL_PROXY: 'c', no_proxy: 'd', PATH: 'e' };
    dropProxies(env);
    expect(env).toEqual({ no_proxy: 'd', PATH: 'e' });
  });
});
