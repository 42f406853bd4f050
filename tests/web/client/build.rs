//! Makes the types of what the server answers.

fn main() {
    fieldwright::Generator::new()
        .input("schema/session.yaml")
        .build_script();
}
