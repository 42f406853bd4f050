//! Unions used from Rust: strings that are variants, and tags that are set where one is meant.

use crate::support::Crate;

const DOCUMENT: &str = "openapi: 3.1.0
info: { title: Shapes, version: '1' }
components:
  schemas:
    Shape:
      oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }, { $ref: '#/components/schemas/Big' }]
      discriminator: { propertyName: kind, mapping: { circle: Circle, sq: Square, square: Square } }
    Circle: { type: object, required: [kind, radius], properties: { kind: { type: string }, radius: { type: number } } }
    Square: { type: object, required: [kind], properties: { kind: { type: string }, side: { type: number } } }
    Big:
      type: object
      required: [kind, a, b, c, d, e]
      properties: { kind: { enum: [Big] }, a: { type: string }, b: { type: string }, c: { type: string }, d: { type: string }, e: { type: string } }
    Version:
      oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }]
      discriminator: { propertyName: v, mapping: { '1': One, '2': Two } }
    One: { type: object, properties: { v: { type: [integer, 'null'] } } }
    Two: { type: object, properties: { b: { type: string } } }
    Other:
      oneOf: [{ $ref: '#/components/schemas/Two' }, { $ref: '#/components/schemas/Three' }]
      discriminator: { propertyName: v, mapping: { two: Two, '3': Three } }
    Three: { type: object, required: [v], properties: { v: { type: integer } } }
    Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { cat: Cat } } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
    Home: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' } } }
    Extension: { anyOf: [{ const: all }, { enum: [none] }, { type: object, properties: { named: { type: string } } }] }
";

const MAIN: &str = r##"
mod shapes;
use fieldwright_runtime::prelude::*;
use shapes::*;

fn main() {
    // The builder of a variant does not ask for its tag.
    let circle = Circle::builder(1.5).build().unwrap();
    assert_eq!(circle.kind, "circle");
    let big = Big::builder().a("1").b("2").c("3").d("4").e("5").build().unwrap();
    let shape = Shape::from(big);
    assert_eq!(shape.to_json(), r#"{"kind":"Big","a":"1","b":"2","c":"3","d":"4","e":"5"}"#);
    shape.validate().unwrap();
    // Two tags lead to it: the caller chooses, and what was chosen stays.
    let square = Square::builder("sq").build().unwrap();
    let shape = Shape::from(square);
    assert_eq!(shape.to_json(), r#"{"kind":"sq"}"#);
    shape.validate().unwrap();
    // A variant made of another alternative's value has its own tag.
    let wrong = Circle { kind: "sq".to_owned(), radius: 1.0 };
    Shape::from(wrong.clone()).validate().unwrap();
    let printed = Shape::Circle(wrong.clone()).validate().unwrap_err();
    assert_eq!(printed.iter().next().unwrap().instance, "/kind");
    let other = Pet::Pet(PetBase { kind: "cat".to_owned() });
    let printed = other.validate().unwrap_err().to_string();
    assert!(printed.contains(r#""kind" selects another alternative, "Cat""#), "{printed}");
    // Writing changes nothing.
    assert_eq!(Shape::Circle(wrong).to_json(), r#"{"kind":"sq","radius":1}"#);
    // The property decides what a tag is.
    assert_eq!(Version::from(One::builder().build().unwrap()).to_json(), r#"{"v":1}"#);
    // Under two tags: `From` knows which union it is for, the builder does not.
    let two = Two::builder().build().unwrap();
    assert_eq!(two.to_json(), "{}");
    let three = Three::builder().build().unwrap();
    assert_eq!(Other::from(three).to_json(), r#"{"v":3}"#);

    assert_eq!(Extension::from_json(r#""none""#).unwrap(), Extension::None);
    assert_eq!(Extension::All.to_json(), r#""all""#);
    assert!(Extension::from_json(r#""al""#).is_err());
    let text: Extension = fieldwright_runtime::serde_json::from_str(r#""all""#).unwrap();
    assert_eq!(text, Extension::All);
    // Serde reads the shape only, and another string has none.
    assert!(fieldwright_runtime::serde_json::from_str::<Extension>(r#""al""#).is_err());
    println!("done");
}
"##;

#[test]
fn variants_are_made_in_rust() {
    let output = fieldwright::Generator::new()
        .builders(true)
        .text("shapes.yaml", DOCUMENT)
        .generate();
    let output = output.unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let mut artifacts = output.artifacts().iter();
    let module = artifacts.find(|artifact| artifact.path == "src/shapes.rs");
    let krate = Crate::new("variants", "2021");
    krate.write("src/shapes.rs", &module.unwrap().contents);
    krate.write("src/main.rs", &format!("#![allow(dead_code)]{MAIN}"));
    assert_eq!(krate.run(""), "done\n");
}
