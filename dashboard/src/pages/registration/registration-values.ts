/** What the form of the registration holds. */

export interface RegistrationValues {
  otp: string;
  residentialAddress: string;
  stateId: string;
  photoId: File | undefined;
  businessDocuments: readonly File[];
  password: string;
}
