//! Makes the types of `schema/person.yaml` when the package is built.

fn main() {
    fieldwright::Generator::new()
        .input("schema/person.yaml")
        .build_script();
}
