/** The only two channels between the page and the host. */
export const channels = { call: 'vb:call', event: 'vb:event' } as const
