/** The tenant and the bot of local mode. Both are invented: no directory knows them. */
export const localTenantId = '7a7edc27-9ba1-4a59-931e-318ab5fc3797';
export const localAppId = '07b2de9f-2640-4c74-838a-a3cf3608219a';
