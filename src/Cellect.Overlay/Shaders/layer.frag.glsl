#version 410 core

uniform sampler2D uImage; // premultiplied

in vec2 vTexture;
out vec4 oColour;

void main()
{
    oColour = texture(uImage, vTexture);
}
