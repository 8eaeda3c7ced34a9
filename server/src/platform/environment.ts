/** The two environments. A process serves exactly one, on a database of its own, with credentials of its own. */

export type Environment = 'sandbox' | 'production';

export function otherEnvironment(environment: Environment): Environment {
  return environment === 'sandbox' ? 'production' : 'sandbox';
}
