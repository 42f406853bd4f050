//! Makes the types of `schema/pets.yaml`, which the example's service and client share.

fn main() {
    fieldwright::Generator::new()
        .input("schema/pets.yaml")
        .build_script();
}
